using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Either the result, or an error.</summary>
public readonly record struct LifecycleResult<T>
    where T : class
{
    /// <summary>A successful result; the implicit conversion does the same, but does not work for interfaces.</summary>
    public LifecycleResult(T value)
        : this(value, null)
    {
    }

    private LifecycleResult(T? value, LifecycleError? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public LifecycleError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator LifecycleResult<T>(T value) => new(value, null);

    public static implicit operator LifecycleResult<T>(LifecycleError error) => new(null, error);
}
