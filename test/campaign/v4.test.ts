jest.mock('../../nodes/shared/clock', () => jest.requireActual('./clock'));
import { describeCampaign } from './suite';

describeCampaign('v4');
