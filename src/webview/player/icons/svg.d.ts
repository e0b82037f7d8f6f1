/** The build includes an icon's file as text. */
declare module '*.svg' {
  const text: string;
  export default text;
}
