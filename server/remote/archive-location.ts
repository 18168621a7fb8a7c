import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { S3Keys } from './s3-signature.ts';

/** Where an operator keeps the archives: a folder that answers ranges over HTTP. */
export interface ArchiveLocation {
  /** With a slash at the end; archives are below it as `{tileset}.{revision}.pmtiles`. */
  base: URL;
  /** Null where everybody may read. */
  keys: S3Keys | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `https://host/folder` or `s3://bucket/folder`; endpoint, region and keys of the latter are those that the tools
 * of S3 read from the environment (AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID …). Throws an AtlasError where it
 * is neither. Never called with what a request says.
 */
export function parseArchiveLocation(text: string, environment: Environment): ArchiveLocation {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return { base: asFolder(url), keys: null };
  if (url?.protocol !== 's3:' || url.hostname === '')
    throw new AtlasError(
      'usage',
      `Found the place of archives "${text}", expected https://host/folder or s3://bucket/folder.`,
    );
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  // Stores of others take the bucket in the path; names of hosts they often do not have.
  const home =
    endpoint === undefined
      ? `https://${url.hostname}.s3.${region}.amazonaws.com`
      : `${endpoint.replace(/\/+$/, '')}/${url.hostname}`;
  return { base: asFolder(new URL(home + url.pathname)), keys: keysOf(environment, region) };
}

function keysOf(environment: Environment, region: string): S3Keys | null {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return { accessKeyId, secretAccessKey, region, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function asFolder(url: URL): URL {
  const folder = new URL(url);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder;
}
