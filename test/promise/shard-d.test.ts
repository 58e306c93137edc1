import { testShareOf } from './shard';

testShareOf(__filename);
