import {
  AmazonLinuxImage,
  CfnInstance,
  Instance,
  InstanceType,
  LaunchTemplate,
  UserData,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { CfnParameter, Fn, SecretValue, type Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/ec2/ec2-userdata-no-secrets';
import { testRule } from '../test-rule';

function script(...commands: string[]): (stack: Stack) => unknown {
  const userData = UserData.forLinux();
  userData.addCommands(...commands);
  return (stack) => new LaunchTemplate(stack, 'Template', { userData });
}

testRule(rule, {
  compliant: {
    'a secret fetched at start': script(
      'DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db --query SecretString --output text)',
      'export API_KEY="$(cat /run/api-key)"',
      'echo "$DB_PASSWORD" | docker login --password-stdin',
      'TOKEN=$(curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 21600" http://169.254.169.254/latest/api/token)',
    ),
    'a secret fetched at start in other languages': script(
      'password = get_secret("db")',
      'API_KEY: os.environ["KEY"]',
      '$Password = Get-SSMParameterValue -Name db -WithDecryption $true',
      'SECRET_KEY=arn:aws:secretsmanager:eu-central-1:111122223333:secret:db',
      'db_password="arn:aws:secretsmanager:eu-central-1:111122223333:secret:db"',
    ),
    'settings that only sound like secrets': script(
      'lock_passwd: true',
      'PASSWORD=',
      'PASSWORD=/run/secrets/database',
      'chpasswd: { expire: False }',
    ),
    'a script with the name of a bucket': (stack) => {
      const userData = UserData.forLinux();
      userData.addS3DownloadCommand({ bucket: new Bucket(stack, 'Bucket'), bucketKey: 'setup.sh' });
      new Instance(stack, 'Instance', {
        vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }),
        instanceType: new InstanceType('t3.micro'),
        machineImage: new AmazonLinuxImage(),
        userData,
      });
    },
  },
  noncompliant: {
    'an access key': script('export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'),
    'a private key': script('cat > key.pem <<EOF', '-----BEGIN RSA PRIVATE KEY-----', 'EOF'),
    'a literal password': script('DB_PASSWORD="correct-horse"'),
    'a literal that looks like a call, in quotes': script('DB_PASSWORD="correct(horse"'),
    'a literal beside a call': script('password=correct-horse # not get_secret("db")'),
    'a password in YAML': {
      UserData: { 'Fn::Base64': '#cloud-config\nusers:\n  - name: ops\n    passwd: hunter22\n' },
    },
    'a script that stands there encoded': {
      UserData: Buffer.from('#!/bin/sh\nexport SECRET_ACCESS_KEY=abcdefghijklmnop\n').toString('base64'),
    },
    'a secret that CloudFormation looks up': script(
      `mysql --password=${SecretValue.secretsManager('db').unsafeUnwrap()}`,
    ),
    'a literal beside what deployment knows': {
      UserData: {
        'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\ncfn-init --region ${AWS::Region}\nPASSWORD=correct-horse\n' },
      },
    },
  },
  undetermined: {
    'a part of the script from a parameter': {
      Parameters: { Script: { Type: 'String' } },
      Resources: {
        Instance: {
          Type: 'AWS::EC2::Instance',
          Properties: { UserData: { 'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\n${Script}\nreboot\n' } } },
        },
      },
    },
    'a password from a parameter': (stack) => {
      const password = new CfnParameter(stack, 'Password', { noEcho: true });
      new CfnInstance(stack, 'Instance', {
        userData: Fn.base64(Fn.sub('DB_PASSWORD=${Password}', { Password: password.valueAsString })),
      });
    },
    'a script from a parameter': {
      Parameters: { Script: { Type: 'String' } },
      Resources: { Instance: { Type: 'AWS::EC2::Instance', Properties: { UserData: { Ref: 'Script' } } } },
    },
  },
  notApplicable: { 'no user data': { ImageId: 'ami-1' } },
});
