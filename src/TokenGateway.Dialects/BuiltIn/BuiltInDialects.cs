using TokenGateway.Dialects.Dataprep;
using TokenGateway.Dialects.Gcore;
using TokenGateway.Dialects.Goldcast;
using TokenGateway.Dialects.GoodData;
using TokenGateway.Dialects.Standard;
using TokenGateway.Dialects.Versio;

namespace TokenGateway.Dialects.BuiltIn;

/// <summary>The built-in dialects.</summary>
public static class BuiltInDialects
{
    /// <summary>The first one is the default.</summary>
    public static DialectRegistry Registry { get; } = new(
    [
        StandardDialectDefinition.Instance, DataprepDialectDefinition.Instance, GcoreDialectDefinition.Instance,
        GoodDataDialectDefinition.Instance, GoldcastDialectDefinition.Instance, VersioDialectDefinition.Instance,
    ]);
}
