using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Standard;

/// <summary>TokenGateway's own dialect: RFC 6750 challenges and RFC 9457 problem documents.</summary>
public sealed class StandardDialect : IDialect
{
    /// <param name="prefix">The prefix of token values, see <see cref="StandardTokenFormat"/>.</param>
    public StandardDialect(string prefix)
    {
        var format = new StandardTokenFormat(prefix);
        Values = format;
        Shape = new StandardTokenShape(format);
    }

    public string Name => StandardDialectDefinition.Instance.Name;

    public string RealmWord => "realm";

    public ITokenValueFormat Values { get; }

    public ITokenShape Shape { get; }

    public ImmutableArray<string> RecognisedSchemes => [];

    public IRefusalWriter Refusals { get; } = new StandardRefusals();

    public ImmutableArray<DialectCall> Calls => [];
}
