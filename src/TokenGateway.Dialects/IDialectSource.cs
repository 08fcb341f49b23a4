using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects;

/// <summary>The dialect of the configuration generation in force.</summary>
public interface IDialectSource
{
    IDialect Current { get; }

    /// <summary>Its calls; null: switched off (<c>DialectEndpoints</c>), or it has none.</summary>
    DialectCallTable? Calls { get; }
}
