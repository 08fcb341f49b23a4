using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>Goldcast's interface: <c>Authorization: Token T</c> and the errors of Django.</summary>
internal sealed class GoldcastDialect : IDialect
{
    public string Name => GoldcastDialectDefinition.Instance.Name;

    public string RealmWord => "organization";

    public ITokenValueFormat Values { get; } = new GoldcastTokenFormat();

    public ITokenShape Shape { get; } = new GoldcastTokenShape();

    public ImmutableArray<string> RecognisedSchemes => [];

    public IRefusalWriter Refusals { get; } = new GoldcastRefusals();

    public ImmutableArray<DialectCall> Calls => GoldcastCalls.All;
}
