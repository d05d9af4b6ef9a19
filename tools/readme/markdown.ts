/** Functions that rewrite the parts of a Markdown text. A part without a function stays unchanged. */
export interface Rewriting {
  /** Fenced code, with its fences. */
  readonly block?: (block: string) => string;
  /** Inline code, without its backticks. */
  readonly code?: (code: string) => string;
  /** Everything between code, headings and tables included. */
  readonly prose?: (prose: string) => string;
}

const CODE = /(^```.*\n(?:.*\n)*?```$|`[^`]+`)/m;

/** Rewrites a Markdown text part by part. Text in code that looks like a link stays code. */
export function rewrite(markdown: string, { block = same, code = same, prose = same }: Rewriting): string {
  return markdown.split(CODE).map((part, i) => {
    if (i % 2 === 0) return prose(part);
    return part.startsWith('```') ? block(part) : `\`${code(part.slice(1, -1))}\``;
  }).join('');
}

/** The ids that GitHub, npm and PyPI give to the headings of a Markdown text. */
export function headingIds(markdown: string): Set<string> {
  const ids = new Set<string>();
  rewrite(markdown, {
    prose: (text) => {
      for (const [, heading] of text.matchAll(/^#+ (.*)$/gm)) {
        ids.add(heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-'));
      }
      return text;
    },
  });
  return ids;
}

/** The targets of the links and pictures of a Markdown text. */
export function targets(markdown: string): string[] {
  const found: string[] = [];
  rewriteTargets(markdown, (target) => {
    found.push(target);
    return target;
  });
  return found;
}

/** `![text](target)`, or the end of `[text](target)`, whose text may hold code or a picture. */
const TARGET = /(!\[[^\]]*\]|\])\(([^()\s]+)\)/g;

export function rewriteTargets(markdown: string, target: (target: string, isPicture: boolean) => string): string {
  return rewrite(markdown, {
    prose: (text) => {
      const other = /<(?:a|img)\s[^>]*>|^\[[^\]]+\]: .*/m.exec(text);
      if (other) throw new Error(`Links are written [text](target), pictures ![text](target), not ${other[0]}`);
      return text.replace(TARGET, (_, before: string, to: string) => `${before}(${target(to, before.startsWith('!'))})`);
    },
  });
}

const same = (part: string): string => part;
