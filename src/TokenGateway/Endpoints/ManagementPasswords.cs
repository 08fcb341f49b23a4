using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Endpoints;

/// <summary>Calls of a dialect on the edge that accept a user and a password, by the sign-in of management.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ManagementPasswords(ManagementContainer management) : IPasswordCallers
{
    public ValueTask<PasswordFinding> FindAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken) =>
        management.Services.GetRequiredService<IPasswordCallers>().FindAsync(user, password, address, cancellationToken);
}
