/**
 * From a WAR on disk to something that can be started: unpacked once for all workers, its classes behind a child-first loader, its
 * descriptors and annotations scanned and merged, its ServletContainerInitializers found. Runs no application code but the initializers'
 * constructors.
 *
 * <p>Called once per application when a worker boots, on the thread that deploys; blocks on disk. Imports {@code descriptor} and
 * {@code io.jcorn.app}. The analogue in gunicorn is {@code util.import_app}.
 */
package io.jcorn.servlet.deploy;
