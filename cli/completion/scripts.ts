const NAME = 'sales-data-pipeline';

/**
 * What a shell has to run so that it completes the words of the tool. Each script asks the tool for words, one a line with its
 * description behind a tab, and completes names of files where there are none.
 */
export const SCRIPTS: { readonly [shell: string]: string } = {
  bash: `
_sales_data_pipeline() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(${NAME} complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
}
complete -o default -F _sales_data_pipeline ${NAME}
`,
  zsh: `
#compdef ${NAME}
_sales_data_pipeline() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(${NAME} complete zsh -- "\${(@)words[2,CURRENT]}" 2> /dev/null)
  if (( \${#found} )); then
    _describe '${NAME}' found
  else
    _files
  fi
}
compdef _sales_data_pipeline ${NAME}
`,
  fish: `
function __sales_data_pipeline
  set -l words (commandline -opc) (commandline -ct)
  ${NAME} complete fish -- $words[2..-1] 2> /dev/null
end
complete -c ${NAME} -a '(__sales_data_pipeline)'
`,
};
