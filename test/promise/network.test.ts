import { keepsItsPromise, neverBreaks } from './promise';
import * as requests from './samples/application-load-balancer';
import isolatedNetwork from './samples/isolated-network';
import * as connections from './samples/network-load-balancer';
import securityGroup from './samples/security-group';
import vpc from './samples/vpc';

const balancers = [requests.internal, requests.internet, ...connections.balancers];

for (const one of [...balancers, requests.requests, connections.connections, securityGroup, isolatedNetwork])
  keepsItsPromise(one);
for (const one of [...balancers, requests.listener, connections.listener, vpc]) neverBreaks(one);
