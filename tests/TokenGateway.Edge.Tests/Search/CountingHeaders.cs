using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>Headers that count how often one is to be removed.</summary>
internal sealed class CountingHeaders : HeaderDictionary, IDictionary<string, StringValues>
{
    public int Removals { get; private set; }

    bool IDictionary<string, StringValues>.Remove(string key)
    {
        Removals++;
        return Remove(key);
    }
}
