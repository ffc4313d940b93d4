using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Jobs;

/// <summary>Long work: how far it is, and its results.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("jobs")]
[Tags("Jobs")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class JobsController(JobDesk desk) : JobsControllerBase(desk);
