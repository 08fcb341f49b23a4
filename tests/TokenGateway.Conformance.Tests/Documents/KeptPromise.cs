using System.Reflection;

namespace TokenGateway.Conformance.Tests.Documents;

/// <summary>A promise with the test that shows it.</summary>
internal sealed record KeptPromise(string Dialect, string Promise, string Kept, string Test)
{
    /// <summary>Every promise of this assembly, in the order of the tests.</summary>
    public static IReadOnlyList<KeptPromise> All { get; } =
        [.. typeof(KeptPromise).Assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(method => method.MetadataToken))
            .SelectMany(method => method.GetCustomAttributes<PromiseAttribute>().Select(one => Of(one, method)))];

    private static KeptPromise Of(PromiseAttribute promise, MethodInfo method)
    {
        if (!method.IsDefined(typeof(FactAttribute), inherit: true))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} keeps a promise and is no test.");
        return new KeptPromise(promise.Dialect, promise.Promise, promise.Kept, $"{method.DeclaringType!.Name}.{method.Name}");
    }
}
