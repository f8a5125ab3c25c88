module github.com/claudegen/claudegen/golden/conformance/platforms

go 1.26.0

require (
	github.com/aws/aws-sdk-go-v2/aws/protocol/eventstream v1.7.27
	github.com/claudegen/claudegen/generated v0.0.0
	github.com/claudegen/claudegen/generated/platforms/bedrock v0.0.0
	github.com/claudegen/claudegen/generated/platforms/vertex v0.0.0
	go.yaml.in/yaml/v3 v3.0.6
	golang.org/x/oauth2 v0.38.0
)

require (
	cloud.google.com/go/compute/metadata v0.3.0 // indirect
	github.com/aws/aws-sdk-go-v2 v1.48.0 // indirect
	github.com/aws/aws-sdk-go-v2/config v1.33.18 // indirect
	github.com/aws/aws-sdk-go-v2/credentials v1.21.0 // indirect
	github.com/aws/aws-sdk-go-v2/feature/ec2/imds v1.20.9 // indirect
	github.com/aws/aws-sdk-go-v2/internal/configsources v1.5.12 // indirect
	github.com/aws/aws-sdk-go-v2/internal/endpoints/v2 v2.8.12 // indirect
	github.com/aws/aws-sdk-go-v2/internal/v4a v1.5.12 // indirect
	github.com/aws/aws-sdk-go-v2/service/internal/accept-encoding v1.13.25 // indirect
	github.com/aws/aws-sdk-go-v2/service/internal/presigned-url v1.14.12 // indirect
	github.com/aws/aws-sdk-go-v2/service/signin v1.13.1 // indirect
	github.com/aws/aws-sdk-go-v2/service/sso v1.39.5 // indirect
	github.com/aws/aws-sdk-go-v2/service/ssooidc v1.44.5 // indirect
	github.com/aws/aws-sdk-go-v2/service/sts v1.52.0 // indirect
	github.com/aws/smithy-go v1.28.9 // indirect
	github.com/claudegen/claudegen/generated/platforms/awsauth v0.0.0 // indirect
	github.com/claudegen/claudegen/generated/platforms/googleauth v0.0.0 // indirect
)

replace (
	github.com/claudegen/claudegen/generated => ../../../generated
	github.com/claudegen/claudegen/generated/platforms/awsauth => ../../../generated/platforms/awsauth
	github.com/claudegen/claudegen/generated/platforms/bedrock => ../../../generated/platforms/bedrock
	github.com/claudegen/claudegen/generated/platforms/googleauth => ../../../generated/platforms/googleauth
	github.com/claudegen/claudegen/generated/platforms/vertex => ../../../generated/platforms/vertex
)
