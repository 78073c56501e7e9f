export { download, handOver, type ArrivingFile, type FileWish } from './download';
export { kindOf, HEAD_BYTES, type FileKind } from './kind';
export { DOWNLOAD_TIMEOUT_MS, LARGEST_FILE } from './limits';
export { isAtApi, linkIn } from './link';
export { megabytes } from './failures';
export { nameInLink, safeFileName } from './name';
