// Where offline.js runs, and what the build puts into it, for `tsc`.

/** Sixteen hexadecimal digits. */
declare const VERSION: string;
/** SHA-256 of each file of the page, in base64, by its path. */
declare const FILES: Record<string, string>;

// `tsc` knows of these, but not that they are there by name.
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Name extends keyof ServiceWorkerGlobalScopeEventMap>(
  name: Name,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Name]) => unknown,
): void;
