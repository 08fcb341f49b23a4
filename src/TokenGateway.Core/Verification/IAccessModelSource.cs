namespace TokenGateway.Core.Verification;

/// <summary>Gives the configuration generation in force, for whoever does not serve traffic by it.</summary>
public interface IAccessModelSource
{
    AccessModel Current { get; }
}
