using System.Net;

namespace TokenGateway.Core.Auditing;

/// <summary>A client's address as records have it.</summary>
public static class ClientAddress
{
    public static string? TextOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
