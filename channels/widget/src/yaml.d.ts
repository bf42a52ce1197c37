declare module "*/en.yml" {
  const strings: import("./strings.ts").Strings;
  export default strings;
}
declare module "*/nl.yml" {
  const strings: import("./strings.ts").Strings;
  export default strings;
}
declare module "*/words.yml" {
  const words: { [list: string]: string | { [part: string]: string | number } };
  export default words;
}
