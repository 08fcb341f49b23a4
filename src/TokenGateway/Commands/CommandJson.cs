using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Commands.Audit;
using TokenGateway.Commands.Config;
using TokenGateway.Commands.Store;
using TokenGateway.Commands.Tokens;
using TokenGateway.Commands.Users;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UserJson))]
[JsonSerializable(typeof(List<UserJson>))]
[JsonSerializable(typeof(IssuedJson))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(List<TokenView>))]
[JsonSerializable(typeof(IReadOnlyList<UsageDayView>))]
[JsonSerializable(typeof(TokenRefusalView))]
[JsonSerializable(typeof(PrivilegesView))]
[JsonSerializable(typeof(InspectedJson))]
[JsonSerializable(typeof(StaticTokenJson))]
[JsonSerializable(typeof(List<RouteView>))]
[JsonSerializable(typeof(List<EffectiveJson>))]
[JsonSerializable(typeof(List<AuditJson>))]
[JsonSerializable(typeof(AuditCopyJson))]
[JsonSerializable(typeof(AuditReportJson))]
[JsonSerializable(typeof(StoreCopyJson))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class CommandJson : JsonSerializerContext;
