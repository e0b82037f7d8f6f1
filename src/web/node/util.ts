// What shared code calls of Node's `util`.

type Callback<T> = (error: Error | null, result?: T) => void;

export function promisify<A extends unknown[], T>(call: (...args: [...A, Callback<T>]) => void) {
  return (...args: A): Promise<T> =>
    new Promise((resolve, reject) => {
      call(...args, (error, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result as T);
      });
    });
}
