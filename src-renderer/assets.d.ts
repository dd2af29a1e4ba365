declare module '*.css';
declare module '*.png' {
  const address: string;
  export default address;
}
/** A `data:` address as text: for small files that are handed out, never shown. */
declare module '*?url&inline' {
  const address: string;
  export default address;
}
declare module '*.svg' {
  const address: string;
  export default address;
}
