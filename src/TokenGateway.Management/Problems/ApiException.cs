using TokenGateway.Core.Refusals;

namespace TokenGateway.Management.Problems;

/// <summary>The request is invalid; the public message says what is wrong, where, and what is allowed.</summary>
internal sealed class ApiException : Exception
{
    public ApiException()
    {
    }

    public ApiException(string message)
        : base(message)
    {
    }

    public ApiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ApiException(RefusalCode code, string message)
        : base(message) => Code = code;

    public RefusalCode Code { get; } = RefusalCode.InvalidRequest;

    /// <summary>A member or parameter has an invalid value.</summary>
    public static ApiException Value(string member, string expected) => new(RefusalCode.InvalidValue, $"{member}: {expected}");
}
