/** The version in package.json; vite.config.ts puts it in. */
declare const __VERSION__: string;
