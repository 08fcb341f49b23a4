using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Compilation;

/// <summary>Parses a list of credential locations.</summary>
internal static class CredentialPlaceReader
{
    public static ImmutableArray<CredentialPlace> Read(IReadOnlyList<string> texts, string path, ConfigErrors errors)
    {
        var places = ImmutableArray.CreateBuilder<CredentialPlace>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (CredentialPlace.TryParse(texts[i], out var place, out var error))
                places.Add(place);
            else
                errors.Add(ConfigPath.Join(path, i), error);
        }

        return places.ToImmutable();
    }
}
