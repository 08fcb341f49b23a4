using System.Net;

namespace TokenGateway.Management.Caller;

/// <summary>A client's address as records have it.</summary>
internal static class ClientAddress
{
    public static string? TextOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
