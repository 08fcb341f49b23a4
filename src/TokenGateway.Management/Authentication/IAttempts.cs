using System.Net;

namespace TokenGateway.Management.Authentication;

/// <summary>Counts limited attempts by address, in windows (<c>TokenGateway:Throttle</c>).</summary>
internal interface IAttempts
{
    bool IsOver(AttemptKind kind, IPAddress? address);

    void Count(AttemptKind kind, IPAddress? address);

    /// <summary>Whole seconds until the current window ends, at least 1.</summary>
    int SecondsLeft();
}
