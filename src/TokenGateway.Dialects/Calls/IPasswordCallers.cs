using System.Net;

namespace TokenGateway.Dialects.Calls;

/// <summary>Who calls by user and password, behind the throttle that stands before every sign-in.</summary>
public interface IPasswordCallers
{
    /// <exception cref="Core.Storage.StoreUnavailableException">The store does not answer.</exception>
    ValueTask<PasswordFinding> FindAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken);
}
