using System.Net;

namespace TokenGateway.Dialects.Calls;

/// <summary>Authenticates callers by user and password, behind the throttle of every sign-in.</summary>
public interface IPasswordCallers
{
    /// <exception cref="Core.Storage.StoreUnavailableException">The store does not respond.</exception>
    ValueTask<PasswordFinding> FindAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken);
}
