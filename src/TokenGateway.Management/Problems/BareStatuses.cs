using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Management.Problems;

/// <summary>What routing and the server refuse without a word, by its status.</summary>
internal static class BareStatuses
{
    /// <summary>Null: none of ours.</summary>
    public static RefusalCode? CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => RefusalCode.InvalidRequest,
        StatusCodes.Status404NotFound => RefusalCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => RefusalCode.MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RefusalCode.RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => RefusalCode.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => RefusalCode.UnsupportedMediaType,
        _ => null,
    };
}
