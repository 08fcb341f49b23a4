using BenchmarkDotNet.Running;
using TokenGateway.Benchmarks;

// In this process: the project that BenchmarkDotNet would generate does not see the central package versions.
if (args is ["heads"])
    HeadCost.Print(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(HeadCost).Assembly).Run([.. args, "--inProcess"]);
