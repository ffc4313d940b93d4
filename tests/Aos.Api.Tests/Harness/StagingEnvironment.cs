using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Aos.Api.Tests.Harness;

/// <summary>Neither development nor production.</summary>
internal sealed class StagingEnvironment : IHostEnvironment
{
    public string EnvironmentName { get; set; } = Environments.Staging;

    public string ApplicationName { get; set; } = "Aos.Api";

    public string ContentRootPath { get; set; } = "/";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
