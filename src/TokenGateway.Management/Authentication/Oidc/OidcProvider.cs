using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// ASP.NET's OpenID Connect handler for one provider, in its own service container: authorization code, PKCE, nonce and state
/// (OpenID Connect Core 1.0, 3.1; RFC 7636). It signs in to the session scheme, so that the result is a session of the store.
/// </summary>
/// <remarks>The handler's own log lines are disabled because they contain what a log must not; ours are in <see cref="OidcLog"/>.</remarks>
internal sealed class OidcProvider : IDisposable
{
    private const string Scheme = "TokenGateway.Oidc";

    private readonly ServiceProvider _container;
    private readonly HttpClient _backchannel;
    private readonly ILogger _logger;

    public OidcProvider(OidcOptions options, IServiceProvider gateway)
    {
        Options = options;
        _logger = gateway.GetRequiredService<ILoggerFactory>().CreateLogger(OidcLog.Category);
        _backchannel = OidcBackchannel.Create(options, ConfigurationAsync);
        var events = ActivatorUtilities.CreateInstance<OidcEvents>(gateway, options, _logger);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(ProtectionOf(gateway.GetRequiredService<IDataProtectionProvider>(), options));
        services.AddAuthentication().AddOpenIdConnect(Scheme, handler => OidcHandlerSetup.Configure(handler, options, events, _backchannel));
        _container = services.BuildServiceProvider();
    }

    public OidcOptions Options { get; }

    /// <returns><see cref="OidcOutcome.Done"/> if the response redirects the browser.</returns>
    public async Task<OidcOutcome> ChallengeAsync(HttpContext context, string returnUrl, bool again)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = returnUrl };
        if (again)
            (properties.MaxAge, properties.Prompt, properties.Items[OidcEvents.AgainItem]) = (TimeSpan.Zero, OpenIdConnectPrompt.Login, "1");
        try
        {
            await (await HandlerAsync(context)).ChallengeAsync(properties);
            return OidcOutcome.Done;
        }
        catch (Exception failure) when (OidcFailures.IsOutage(failure) && !context.RequestAborted.IsCancellationRequested)
        {
            _logger.ProviderUnreachable(Options.Authority, OidcFailures.ReasonOf(failure));
            return OidcOutcome.Unreachable;
        }
        catch (OpenIdConnectProtocolException failure)
        {
            // With pushed authorization requests (RFC 9126), the client is authenticated before the browser is redirected.
            _logger.ClientRefused(Options.Authority, OidcFailures.ReasonOf(failure));
            return OidcOutcome.Rejected;
        }
    }

    public async Task<OidcResult> CompleteAsync(HttpContext context)
    {
        try
        {
            if (!await (await HandlerAsync(context)).HandleRequestAsync())
                return new OidcResult(OidcOutcome.Invalid);
        }
        catch (SignInRefusedException)
        {
            return new OidcResult(OidcOutcome.Invalid);
        }

        return context.Features.Get<OidcResult>() ?? new OidcResult(OidcOutcome.Done);
    }

    public async Task<string?> EndSessionUrlAsync(HttpContext context, string idToken)
    {
        try
        {
            if (await ConfigurationAsync(context.RequestAborted) is not { EndSessionEndpoint: { Length: > 0 } address }
                || !Uri.TryCreate(address, UriKind.Absolute, out var known) || (known.Scheme != Uri.UriSchemeHttps && known.Scheme != Options.Authority.Scheme))
            {
                return null;
            }

            return QueryHelpers.AddQueryString(address, new Dictionary<string, string?>
            {
                ["id_token_hint"] = idToken,
                ["client_id"] = Options.ClientId,
                ["post_logout_redirect_uri"] = UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, path: OidcPaths.AfterSignOut),
            });
        }
        catch (Exception failure) when (OidcFailures.IsOutage(failure) && !context.RequestAborted.IsCancellationRequested)
        {
            _logger.ProviderUnreachable(Options.Authority, OidcFailures.ReasonOf(failure));
            return null;
        }
    }

    public void Dispose()
    {
        _container.Dispose();
        _backchannel.Dispose();
    }

    private Task<OpenIdConnectConfiguration> ConfigurationAsync(CancellationToken cancellationToken) =>
        _container.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);

    private async Task<OpenIdConnectHandler> HandlerAsync(HttpContext context)
    {
        var handler = _container.GetRequiredService<OpenIdConnectHandler>();
        await handler.InitializeAsync(new AuthenticationScheme(Scheme, displayName: null, typeof(OpenIdConnectHandler)), context);
        return handler;
    }

    // State and nonce are bound to one client at one provider: a response that a browser brings back from a previously configured
    // provider is rejected here, and its code is sent nowhere (RFC 9700, 4.4).
    private static IDataProtectionProvider ProtectionOf(IDataProtectionProvider gateway, OidcOptions options) =>
        gateway.CreateProtector(Scheme, options.Authority.AbsoluteUri, options.ClientId);
}
