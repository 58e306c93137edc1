import { keepsItsPromise, neverBreaks } from './promise';
import launchTemplate from './samples/launch-template';

keepsItsPromise(launchTemplate);
neverBreaks(launchTemplate);
