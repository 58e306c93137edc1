import { keepsItsPromise, neverBreaks } from './promise';
import { cluster } from './samples/database-cluster';
import { mysqlInstance, postgresInstance, sqlServerInstance } from './samples/database-instance';

for (const one of [postgresInstance, mysqlInstance, sqlServerInstance, cluster]) {
  keepsItsPromise(one);
  neverBreaks(one);
}
