using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>Gcore's interface: <c>Authorization: APIKey ID_SECRET</c>, and the calls of its identity API.</summary>
internal sealed class GcoreDialect(DialectSettings settings) : IDialect
{
    public string Name => GcoreDialectDefinition.Instance.Name;

    public string RealmWord => "account (client)";

    public ITokenValueFormat Values { get; } = GcoreTokenFormat.Current;

    public ITokenShape Shape { get; } = new GcoreTokenShape();

    /// <summary>The scheme of Gcore's other tokens, which clients send by mistake.</summary>
    public ImmutableArray<string> RecognisedSchemes => ["Bearer"];

    public IRefusalWriter Refusals { get; } = new GcoreRefusals();

    public ImmutableArray<DialectCall> Calls { get; } =
        new GcoreCalls(settings.Numbers.GetValueOrDefault(GcoreDialectDefinition.ClientId, 1), new GcoreRoles(settings.Roles)).All;
}
