using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>GoodData's interface: bearer tokens, JSON:API documents, problem documents.</summary>
internal sealed class GoodDataDialect : IDialect
{
    public string Name => GoodDataDialectDefinition.Instance.Name;

    public string RealmWord => "organization";

    public ITokenValueFormat Values { get; } = new GoodDataTokenFormat();

    public ITokenShape Shape { get; } = new GoodDataTokenShape();

    public ImmutableArray<string> RecognisedSchemes => [];

    public IRefusalWriter Refusals { get; } = new GoodDataRefusals();

    public ImmutableArray<DialectCall> Calls => GoodDataCalls.All;
}
