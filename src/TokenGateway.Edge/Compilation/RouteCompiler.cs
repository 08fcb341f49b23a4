using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Cors.Infrastructure;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Access;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles each route's block together with YARP's configuration of the same route.</summary>
internal sealed class RouteCompiler(
    GatewayConfigSet written, AccessCompiler access, FrozenDictionary<string, AccessPolicy> policies, IdentityCompiler identity,
    IdentitySet defaultIdentity, RouteDialects dialects, DialectCallTable? calls, RateLimitCompiler limits, CompilerContext context)
{
    private readonly ConfigErrors _errors = context.Errors;

    public ImmutableArray<GatewayRoute> CompileAll(ProxySections proxy)
    {
        var routes = ImmutableArray.CreateBuilder<GatewayRoute>();
        foreach (var route in proxy.Routes)
        {
            if (written.Routes.TryGetValue(route.RouteId, out var block))
                routes.Add(Compile(route, block));
            else
                _errors.Add(ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", route.RouteId), "the route has no TokenGateway block");
        }

        // All identity headers are known only now.
        var isProtected = HeaderNameSet.Create([.. identity.HeaderNames, .. IdentityCompiler.AlwaysProtected], []);
        var places = CredentialPlaces.Create(dialects.AllPlaces, dialects.AllRecognised).Headers;
        var transforms = new TransformRules(written, isProtected, places, _errors);
        foreach (var route in proxy.Routes)
            transforms.Check(route);
        HeaderRules.Check(written, isProtected, places, _errors);
        return routes.ToImmutable();
    }

    private GatewayRoute Compile(RouteConfig route, RouteBlockConfig block)
    {
        var (rule, policy) = CompileRule(block);
        var dialect = dialects.Of(block);
        var here = block.Credentials is { } narrowed ? Narrow(narrowed, dialect.Places, block) : dialect.Places;
        CheckOwnedPaths(route);
        CheckCalls(route);
        return new GatewayRoute
        {
            Id = route.RouteId,
            ClusterId = route.ClusterId,
            Pattern = route.Match.Path ?? "/{**any}",
            Rule = rule,
            Policy = policy,
            Dialect = dialect.Dialect,
            Places = CredentialPlaces.Create(here, dialect.Dialect.RecognisedSchemes),
            PlaceTexts = [.. here.Select(place => place.ToString())],
            Identity = block.Identity is { } own ? identity.Compile(own, ConfigPath.Join(block.Path, "Identity")) : defaultIdentity,
            Realm = CompileRealm(route, block),
            Cors = CompileCors(block),
            Limits = limits.Named(block),
            ForwardsPreflight = block.Preflight == PreflightMode.Forward,
            AllowedFeatures = FeaturesOf(block),
            ForwardedHeaderNames = [.. block.DangerousForwardHeaders],
            Rewrite = PathTransforms.Read(route.Transforms),
            SetHeaders = [.. RequestTransforms.SetIn(route.Transforms)],
            UpstreamCredential = CompileUpstreamCredential(route),
            PassedSchemes = CompilePassedSchemes(route, block, dialect.Places, dialect.Dialect),
            RewritesLocation = CompileRewriteLocation(route, block),
            Upgrades = [.. block.Upgrades.Where(protocol => !protocol.Equals(UpgradeHeader.WebSocket, StringComparison.OrdinalIgnoreCase))],
            ConnectionPerClient = route.ClusterId is not null && written.Clusters.GetValueOrDefault(route.ClusterId)?.ConnectionPerClient == true,
        };
    }

    private (RouteRule Rule, AccessPolicy? Policy) CompileRule(RouteBlockConfig block)
    {
        if (block.Anonymous)
            return (RouteRule.Anonymous, null);
        if (block.Access is { } entries)
            return (RouteRule.Policy, access.Compile(entries));
        var path = block.Policy is null ? ConfigPath.Join(ConfigPath.ParentOf(block.Path)!, "AuthorizationPolicy") : ConfigPath.Join(block.Path, "Policy");
        return Named(block.Policy ?? block.AuthorizationPolicy ?? "", path, isYarps: block.Policy is null);
    }

    private (RouteRule Rule, AccessPolicy? Policy) Named(string name, string path, bool isYarps)
    {
        if (name.Equals("Default", StringComparison.OrdinalIgnoreCase))
            return (RouteRule.Policy, AccessPolicy.AnyToken);
        if (isYarps && name.Equals("Anonymous", StringComparison.OrdinalIgnoreCase))
            return (RouteRule.Anonymous, null);
        if (policies.TryGetValue(name, out var policy))
            return (RouteRule.Policy, policy);
        if (isYarps && context.IsHostPolicy(name))
            return (RouteRule.Host, null);
        _errors.Add(path, $"unknown policy \"{name}\"{Suggestion.AskAndSay(name, policies.Keys.Append("Default"), "Policies stand under TokenGateway:Policies")}");
        return (RouteRule.Policy, null);
    }

    private ImmutableArray<CredentialPlace> Narrow(IReadOnlyList<string> texts, ImmutableArray<CredentialPlace> places, RouteBlockConfig block)
    {
        var path = ConfigPath.Join(block.Path, "Credentials");
        var here = CredentialPlaceReader.Read(texts, path, _errors);
        for (var i = 0; i < here.Length; i++)
        {
            if (!places.Any(place => SamePlace(place, here[i])))
                _errors.Add(ConfigPath.Join(path, i), $"\"{here[i]}\" is not in {(block.Dialect is null ? "TokenGateway:Credentials" : "the list of its dialect")}; a route can only narrow that list");
        }

        return here;
    }

    private static bool SamePlace(CredentialPlace a, CredentialPlace b) =>
        a.Kind == b.Kind && a.Name.Equals(b.Name, StringComparison.OrdinalIgnoreCase);

    private RouteRealm? CompileRealm(RouteConfig route, RouteBlockConfig block)
    {
        if (block.Realm is not { } text)
            return null;
        var path = ConfigPath.Join(block.Path, "Realm");
        var realm = RouteRealm.Parse(text);
        if (realm.Parameter is { } parameter)
        {
            var names = ParameterNames(route);
            if (!names.Contains(parameter, StringComparer.OrdinalIgnoreCase))
                _errors.Add(path, $"Match:Path has no value {{{parameter}}}{Suggestion.Ask(parameter, names)}");
        }
        else if (!Realm.TryParse(text, out _))
        {
            _errors.Add(path, "a realm has 1 to 100 printable characters and is not *");
        }

        return realm;
    }

    private static string[] ParameterNames(RouteConfig route) =>
        [.. RoutePatterns.TryParse(route.Match.Path ?? "")?.Parameters.Select(parameter => parameter.Name) ?? []];

    private CorsPolicy? CompileCors(RouteBlockConfig block)
    {
        if (block.Cors is not { } name)
            return null;
        if (written.Gateway.Cors.TryGetValue(name, out var cors))
            return CorsCompiler.Compile(cors, _errors);
        _errors.Add(ConfigPath.Join(block.Path, "Cors"), $"unknown policy \"{name}\"{Suggestion.AskAndSay(name, written.Gateway.Cors.Keys, "They stand under TokenGateway:Cors")}");
        return null;
    }

    private UpstreamCredential? CompileUpstreamCredential(RouteConfig route)
    {
        if (route.ClusterId is null || !written.Clusters.TryGetValue(route.ClusterId, out var cluster) || cluster.UpstreamCredential is not { } credential)
            return null;
        var value = credential.Value ?? SecretFile.Read(credential.ValueFile!, ConfigPath.Join(credential.Path, "ValueFile"), context.BaseFolder, context.Errors);
        if (value is null)
            return null;
        if (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            _errors.Add(credential.Path, "the value must be visible ASCII on one line");
            return null;
        }

        return new UpstreamCredential(credential.Header, value);
    }

    private ImmutableArray<string> CompilePassedSchemes(
        RouteConfig route, RouteBlockConfig block, ImmutableArray<CredentialPlace> places, IDialect dialect)
    {
        var path = ConfigPath.Join(block.Path, "PassAuthorization");
        var known = CredentialPlaces.Create(places, dialect.RecognisedSchemes);
        for (var i = 0; i < block.PassAuthorization.Count; i++)
        {
            if (!known.IsScheme(block.PassAuthorization[i]) && !known.IsRecognised(block.PassAuthorization[i]))
                _errors.Add(ConfigPath.Join(path, i), $"\"{block.PassAuthorization[i]}\" is not a scheme that takes tokens here, so it passes already; remove it");
        }

        if (block.PassAuthorization.Count > 0 && CompileUpstreamCredential(route)?.Header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) == true)
            _errors.Add(path, $"the cluster's UpstreamCredential sets Authorization, so a client's value can never pass; remove one of them");
        return [.. block.PassAuthorization];
    }

    private bool CompileRewriteLocation(RouteConfig route, RouteBlockConfig block)
    {
        if (block.RewriteLocation && !PathTransforms.Read(route.Transforms).CanBeUndone)
            _errors.Add(ConfigPath.Join(block.Path, "RewriteLocation"), "PathSet sends every request to one path, so the client's path cannot be restored; remove PathSet or RewriteLocation");
        return block.RewriteLocation;
    }

    private void CheckOwnedPaths(RouteConfig route)
    {
        foreach (var owned in new[] { written.Gateway.SelfPath, written.Gateway.EdgeHealthPath })
        {
            if (owned is not null && owned.Equals(route.Match.Path, StringComparison.OrdinalIgnoreCase))
                _errors.Add(ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", route.RouteId, "Match", "Path"), $"{owned} belongs to the gateway itself, so the route can never match");
        }
    }

    private void CheckCalls(RouteConfig route)
    {
        if (route.Match.Path is not { } path || calls?.Paths.FirstOrDefault(one => SamePath(one.Pattern, path)) is not { } taken || !taken.Takes(route.Match.Methods))
            return;
        _errors.Add(ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", route.RouteId, "Match", "Path"),
            $"{taken.Pattern} is a call that the gateway answers itself in this dialect, so the route can never match; \"DialectEndpoints\": {{ \"{taken.Part}\": false }} leaves it to the upstream");
    }

    // Parameter names may differ.
    private static bool SamePath(string call, string route)
    {
        var (ours, theirs) = (call.Trim('/').Split('/'), route.Trim('/').Split('/'));
        return ours.Length == theirs.Length && ours.Zip(theirs).All(pair =>
            (pair.First.StartsWith('{') && pair.Second.StartsWith('{') && !pair.Second.StartsWith("{*", StringComparison.Ordinal))
            || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static TargetFeatures FeaturesOf(RouteBlockConfig block) =>
        (block.AllowEncodedSlash ? TargetFeatures.EncodedSlash : TargetFeatures.None)
        | (block.AllowPathParameters ? TargetFeatures.PathParameters : TargetFeatures.None)
        | (block.AllowEmptySegments ? TargetFeatures.EmptySegments : TargetFeatures.None)
        | (block.AllowDoubleEncoding ? TargetFeatures.DoubleEncoding : TargetFeatures.None)
        | (block.AllowTrailingDots ? TargetFeatures.TrailingDots : TargetFeatures.None)
        | (block.AllowNonUtf8 ? TargetFeatures.NonUtf8 : TargetFeatures.None);
}
