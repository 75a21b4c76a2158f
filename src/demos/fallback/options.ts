/** The values of this demo's options, as they stand in `data-option`; the first of each is how it begins. */
export const NETWORKS = ['open', 'refuse-400', 'refuse-403', 'strip', 'hang'] as const;
export const TRANSPORTS = ['default', 'websocket', 'websocket-polling', 'try-all'] as const;
