/**
 * What stands around the code of a round besides the language's own library: the few globals that a worker has and that
 * somebody reaches for in an interview. The whole of the browser's declarations would be a megabyte, and `name` or `status` would
 * stop being the candidate's own words.
 */
export const ambient = `
interface Console {
  log(...data: unknown[]): void; info(...data: unknown[]): void; warn(...data: unknown[]): void; error(...data: unknown[]): void; debug(...data: unknown[]): void;
  table(data: unknown): void; dir(item: unknown): void; assert(condition?: unknown, ...data: unknown[]): void; trace(...data: unknown[]): void;
  count(label?: string): void; group(...data: unknown[]): void; groupEnd(): void; time(label?: string): void; timeEnd(label?: string): void;
}
declare var console: Console;
declare function setTimeout<Args extends unknown[]>(run: (...args: Args) => void, ms?: number, ...args: Args): number;
declare function clearTimeout(id: number | undefined): void;
declare function setInterval<Args extends unknown[]>(run: (...args: Args) => void, ms?: number, ...args: Args): number;
declare function clearInterval(id: number | undefined): void;
declare function queueMicrotask(run: () => void): void;
declare function structuredClone<Value>(value: Value): Value;
declare function atob(data: string): string;
declare function btoa(data: string): string;
declare var performance: { now(): number };
declare var crypto: { randomUUID(): string; getRandomValues<Bytes extends ArrayBufferView>(array: Bytes): Bytes };
interface AbortSignal { readonly aborted: boolean; readonly reason: unknown; throwIfAborted(): void; addEventListener(type: 'abort', run: () => void): void; removeEventListener(type: 'abort', run: () => void): void; }
declare var AbortController: { new (): { readonly signal: AbortSignal; abort(reason?: unknown): void } };
declare var TextEncoder: { new (): { encode(text?: string): Uint8Array } };
declare var TextDecoder: { new (label?: string): { decode(bytes?: ArrayBuffer | ArrayBufferView): string } };
interface URLSearchParams extends Iterable<[string, string]> { get(name: string): string | null; getAll(name: string): string[]; has(name: string): boolean; set(name: string, value: string): void; append(name: string, value: string): void; delete(name: string): void; toString(): string; }
declare var URLSearchParams: { new (init?: string | Record<string, string> | [string, string][]): URLSearchParams };
interface URL { hash: string; host: string; hostname: string; href: string; readonly origin: string; pathname: string; port: string; protocol: string; search: string; readonly searchParams: URLSearchParams; toString(): string; }
declare var URL: { new (url: string, base?: string | URL): URL; canParse(url: string, base?: string): boolean };
`
