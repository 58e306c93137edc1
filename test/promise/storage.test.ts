import { keepsItsPromise, neverBreaks } from './promise';
import { accessLogs, bucket } from './samples/bucket';
import key from './samples/key';
import logGroup from './samples/log-group';
import volume from './samples/volume';

for (const one of [bucket, accessLogs, key, logGroup, volume]) keepsItsPromise(one);
for (const one of [bucket, key, logGroup, volume]) neverBreaks(one);
