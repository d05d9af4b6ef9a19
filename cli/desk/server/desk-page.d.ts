/** Where the bundler puts the page. Only the bundled tool has it. */
declare module 'desk-page' {
  const page: import('./page').Page;
  export default page;
}
