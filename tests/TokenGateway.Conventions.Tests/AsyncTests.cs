using System.Reflection;

namespace TokenGateway.Conventions.Tests;

public sealed class AsyncTests
{
    // ASP.NET finds a middleware's method by this name.
    private const string Middleware = "Invoke";

    private static readonly Type[] Awaited = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>)];

    [Fact]
    public void Methods_of_the_product_are_found() => Product.Methods.Count(IsAwaited).ShouldBeGreaterThan(10);

    [Fact]
    public void Methods_that_are_awaited_are_named_Async() =>
        Product.Methods.Where(method => IsAwaited(method) && !method.Name.EndsWith("Async", StringComparison.Ordinal)
                && method.Name != Middleware && !IsMain(method))
            .Select(Describe).ShouldBeEmpty();

    [Fact]
    public void Cancellation_token_is_the_last_parameter() =>
        Product.Methods.Where(method =>
                method.GetParameters().SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
            .Select(Describe).ShouldBeEmpty();

    private static bool IsAwaited(MethodInfo method)
    {
        var type = method.ReturnType;
        return Awaited.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    private static bool IsMain(MethodInfo method) => method is { IsStatic: true, Name: "Main", DeclaringType.Name: "Program" };

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
