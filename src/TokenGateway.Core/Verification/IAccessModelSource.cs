namespace TokenGateway.Core.Verification;

/// <summary>Provides the current configuration generation to code outside the request path.</summary>
public interface IAccessModelSource
{
    AccessModel Current { get; }
}
