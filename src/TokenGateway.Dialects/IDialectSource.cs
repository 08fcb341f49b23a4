using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects;

/// <summary>The dialect of the current configuration generation.</summary>
public interface IDialectSource
{
    IDialect Current { get; }

    /// <summary>Its calls; null: disabled (<c>DialectEndpoints</c>), or none.</summary>
    DialectCallTable? Calls { get; }
}
