using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>
/// A host's own code behind the decision: changes the outgoing message, in the part that <c>X-Meddle</c> names, when the
/// gateway's transformer is done with it.
/// </summary>
internal sealed class MeddlingForwarder(IHttpForwarder inner) : IHttpForwarder
{
    private const string Header = "X-Meddle";

    public static void AddTo(IServiceCollection services)
    {
        var forwarder = services.Last(one => one.ServiceType == typeof(IHttpForwarder)).ImplementationFactory!;
        services.AddSingleton<IHttpForwarder>(provider => new MeddlingForwarder((IHttpForwarder)forwarder(provider)));
    }

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        inner.SendAsync(context, destinationPrefix, httpClient, requestConfig, context.Request.Headers.ContainsKey(Header) ? new Meddler(transformer) : transformer);

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
        HttpTransformer transformer, CancellationToken cancellationToken) =>
        throw new NotSupportedException("YARP's pipeline calls the other one.");

    private sealed class Meddler(HttpTransformer inner) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await inner.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            Change(httpContext.Request.Headers[Header].ToString(), proxyRequest);
        }

        public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken) =>
            inner.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);

        private static void Change(string part, HttpRequestMessage message)
        {
            switch (part)
            {
                case "method":
                    message.Method = HttpMethod.Delete;
                    break;
                case "target":
                    message.RequestUri = new Uri(message.RequestUri!, "/admin/x");
                    break;
                case "host":
                    message.Headers.Host = "admin.example";
                    break;
                case "upgrade":
                    message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
                    message.Headers.TryAddWithoutValidation("Upgrade", "h2c");
                    break;
                case "identity":
                    message.Headers.TryAddWithoutValidation("X-Auth-User", "root");
                    break;
                case "credential":
                    message.Headers.TryAddWithoutValidation("Authorization", "Bearer somebody-elses");
                    break;
                case "connection":
                    message.Headers.TryAddWithoutValidation("Authorization", "NTLM TlRMTVNTUAAB");
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(part), part, "No such part.");
            }
        }
    }
}
