import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PythonTool } from '../judges/python-tool';
import { run } from '../judges/run';

const TOOL = new PythonTool('ministack');
const SECONDS_TO_START = 60;

const LOOPBACK = '127.0.0.1';

/** The account that the emulator plays. */
export const ACCOUNT = '000000000000';

/** MiniStack on a port of its own, in a process that is ended by its id. */
export class Emulator {
  /** Installs what is pinned, starts the server and waits until it answers. */
  public static async start(): Promise<Emulator> {
    TOOL.install();
    const port = await freePort();
    const log = openSync(join(mkdtempSync(join(tmpdir(), 'cloudnexus-emulator-')), 'log'), 'w');
    const server = spawn(TOOL.program(), [], {
      env: { ...process.env, GATEWAY_PORT: String(port), BIND_HOST: LOOPBACK },
      stdio: ['ignore', log, log],
    });
    const emulator = new Emulator(server, `http://${LOOPBACK}:${port}`);
    for (let second = 0; second < SECONDS_TO_START; second += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (!(await emulator.answers())) continue;
      const beyond = await reachableBeyondLoopback(port);
      if (beyond === undefined) return emulator;
      emulator.stop();
      throw new Error(`the emulator listens on ${beyond}: it may be reached from this machine alone`);
    }
    emulator.stop();
    throw new Error(`the emulator did not answer within ${SECONDS_TO_START} seconds`);
  }

  private constructor(
    private readonly server: ChildProcess,
    public readonly endpoint: string,
  ) {}

  /** The pinned version. */
  public get version(): string {
    return TOOL.version();
  }

  /** The types of CloudFormation that the emulator provisions. */
  public knownTypes(): ReadonlySet<string> {
    const code =
      'import json; from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as h; print(json.dumps(sorted(h)))';
    return new Set(JSON.parse(run(TOOL.program('python'), ['-c', code])) as string[]);
  }

  /** What a program needs to take the emulator for AWS. */
  public environment(region: string): NodeJS.ProcessEnv {
    return {
      ...process.env,
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ENDPOINT_URL_S3: this.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      CDK_VALIDATION: 'false',
      CI: 'true',
    };
  }

  /** Calls an API of the query protocol, such as that of CloudFormation; gives the XML of the answer. */
  public query(service: string, region: string, parameters: Record<string, string>): Promise<string> {
    return this.post(service, region, 'application/x-www-form-urlencoded', {}, String(new URLSearchParams(parameters)));
  }

  /** Calls an API of the JSON protocol, such as that of KMS. */
  public call(service: string, region: string, target: string, body: Record<string, string>): Promise<string> {
    return this.post(service, region, 'application/x-amz-json-1.1', { 'x-amz-target': target }, JSON.stringify(body));
  }

  /** Calls an API of the REST protocol that reads, such as that of AWS Backup. */
  public async get(service: string, region: string, path: string): Promise<string> {
    const headers = { authorization: authorization(service, region) };
    return (await fetch(`${this.endpoint}${path}`, { headers })).text();
  }

  private async post(
    service: string,
    region: string,
    contentType: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<string> {
    const answer = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization: authorization(service, region), ...headers },
      body,
    });
    return answer.text();
  }

  /** Ends the process that was started. */
  public stop(): void {
    this.server.kill();
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.endpoint}/_ministack/health`)).ok;
    } catch {
      return false;
    }
  }
}

/** Nothing is signed: the emulator reads the service and the Region alone. */
function authorization(service: string, region: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** An address of this machine, other than loopback, on which a port answers. */
async function reachableBeyondLoopback(port: number): Promise<string | undefined> {
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0)
    .map(({ address }) => address);
  for (const host of addresses) if (await connects(host, port)) return host;
  return undefined;
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (connected: boolean) => (): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
