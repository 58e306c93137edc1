import { CfnResource, TagManager, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { TAGS_BY_TYPE_WITH_DATA } from '../facts/holds-data';
import { factsOf } from '../facts/resource-types';
import { categoryTags, DATA_CATEGORY_TAG } from '../policy/category-tags';
import { DataCategory } from '../policy/data-category';
import { EphemeralStage } from '../policy/ephemeral-stage';
import { SecurityPolicy } from '../policy/security-policy';

/** A whole year of logs is their compliance tier. */
const COMPLIANCE_TIER_DAYS = 365;

/** Tags what holds data and does not say which with the category of the defaults. */
export class CategoryTagsAspect implements IAspect {
  public constructor(private readonly category: DataCategory) {}

  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    const category = EphemeralStage._lifts(node) ? testDataIn(node) : this.categoryOf(node);
    const tags = TagManager.of(node);
    if (category === undefined || tags === undefined || DATA_CATEGORY_TAG in tags.tagValues()) return;
    for (const [name, value] of Object.entries(categoryTags(category, SecurityPolicy.of(node)))) {
      tags.setTag(name, value, LOW_PRIORITY);
    }
  }

  private categoryOf(resource: CfnResource): DataCategory | undefined {
    if (resource.cfnResourceType === 'AWS::Logs::LogGroup') {
      const year = 'retentionInDays' in resource && resource.retentionInDays === COMPLIANCE_TIER_DAYS;
      return year ? DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE : DataCategory.INFRASTRUCTURE_LOGS;
    }
    const { holds, isReplacedByTags } = factsOf(resource.cfnResourceType);
    // logs and copies have categories of their own, and programs and secrets none
    return isReplacedByTags !== true && (holds === 'records' || holds === 'keys') ? this.category : undefined;
  }
}

/** An ephemeral stage asks for a category wherever data can be, since nothing protects it there. */
function testDataIn({ cfnResourceType }: CfnResource): DataCategory | undefined {
  return Object.hasOwn(TAGS_BY_TYPE_WITH_DATA, cfnResourceType) ? DataCategory.SYNTHETIC_TEST_DATA : undefined;
}

/** Below that of `Tags.of`, so that whoever says more decides. */
const LOW_PRIORITY = 50;
