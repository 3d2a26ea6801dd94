// One client's page and the servers that it talks to, on loopback.
export interface ClientWorld {
  readonly appOrigin: string;
  close(): Promise<unknown>;
}
