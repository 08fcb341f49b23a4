using System.Net;

namespace TokenGateway.Core.Auditing;

/// <summary>The recorded form of a client's address.</summary>
public static class ClientAddress
{
    public static string? TextOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
